port-get service:checkout -r .properties.version
